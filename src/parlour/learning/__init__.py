"""How the weights of triage are learnt, calibrated and measured."""
