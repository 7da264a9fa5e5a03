"""A report of findings in the forms that people and CI systems read: each module is one."""
