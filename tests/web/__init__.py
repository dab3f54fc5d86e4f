"""The Django shell, tested through its pages, its actions and its databases."""
