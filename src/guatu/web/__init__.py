"""The Django shell: lets people in, keeps what they did, shows what the core computes."""
