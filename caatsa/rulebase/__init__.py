"""The law as data: rules, statutes, guidance and coverage, loaded strictly and hashed as one."""
