"""The frame, the tags, the built assets, the three scripts."""
