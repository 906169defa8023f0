/**
 * State that every device reports, in the terms of XFS4IoT (Common.Status, `device`). `starting`: before the first answer. `offline`:
 * fitted but silent. `noDevice`: no cable.
 */
export type DeviceState = 'starting' | 'online' | 'offline' | 'noDevice' | 'hardwareError';

/** A value, or one of three reasons why it is missing. Never confuse the reasons. */
export type Unknowable<T> = T | 'unknown' | 'not-measured' | 'not-fitted';
