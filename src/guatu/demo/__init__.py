"""The simulated zone: reproducible enterprises and months; everything it makes is marked 模拟数据."""
