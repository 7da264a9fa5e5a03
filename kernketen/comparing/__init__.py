"""What differs: between regions side by side, and between two versions of one region."""
