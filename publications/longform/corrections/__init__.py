"""What readers learn of changes: corrections with their words, earlier versions, comparisons.

A publication is declared when it is made (`declarations`), which keeps a version (`versions`) and
tells readers (`notices`). Earlier versions are read and compared at dated addresses (`views`).
"""
