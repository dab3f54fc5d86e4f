"""Every page of the demo, visited as each role."""
