"""Lists of persons as their publishers release them: read, compared with the register, made an overlay."""
