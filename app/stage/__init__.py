"""模拟现场: the real bot, a pretended Telegram and a clock moved by hand.

Rehearsals, the browser's group chat and the story tests all play on the same stage.
"""
