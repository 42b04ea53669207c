"""模拟群聊网页: one page in a browser on which a person plays any member of the demo county."""
