"""查我的单位: the directory of firms and their standing in each draw, in files of a few kilobytes."""
