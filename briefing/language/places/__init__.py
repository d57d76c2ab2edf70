"""The divisions of China and how a text names them."""
