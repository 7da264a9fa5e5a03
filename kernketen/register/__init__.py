"""The schools of the country and the local contact lists."""
