"""Two versions of one region: what was changed, and which decisions flip by it."""
