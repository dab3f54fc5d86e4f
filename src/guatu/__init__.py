"""guatu 掛圖: goals read from documents, measured, foreseen, acted on and reviewed."""

__version__ = "0.1.0"
