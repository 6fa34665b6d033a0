"""What weighs on a delegation: prices at home, animosities, exposure, assurances, the onus."""
