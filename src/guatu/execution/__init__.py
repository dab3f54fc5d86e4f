"""The task's life as a state machine: states, moves, who may make them, time limits, nodes. No storage."""
