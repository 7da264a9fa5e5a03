"""What the core's own tests demand of a region, for whoever publishes one.

``pytest --pyargs kernketen.conformance --region FOLDER``; ``kernketen[test]`` brings pytest along.
"""
