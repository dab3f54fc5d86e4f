"""Official documents: their form, their words, what Word and the press make of them."""
