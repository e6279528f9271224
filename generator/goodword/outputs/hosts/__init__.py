"""How each host wants its headers and redirects: one module for each way of writing them."""
