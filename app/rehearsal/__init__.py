"""演练: one whole joint inspection played on the stage, with its transcript and its papers."""
