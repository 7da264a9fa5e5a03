"""From files to regions, or to findings that say what is wrong with them."""
