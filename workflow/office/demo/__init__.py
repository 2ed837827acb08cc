"""The demonstration: a cast, a story walked through the real actions, and a journey through the real site."""
