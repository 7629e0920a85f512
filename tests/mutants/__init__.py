"""``make mutants``: how many faults put into the rules the tests notice.

Each mutant is one function with one fault, tried in a fork by the tests that run through
it, quickest first, until one fails. What all of them pass is printed: a test is missing,
or the fault makes no difference (``EQUIVALENT``, with the reason).
"""
