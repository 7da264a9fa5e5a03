"""The families of checks: each module has rules, the functions behind them, and what is said of them."""
