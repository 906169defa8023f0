/**
 * What every device says of itself, in XFS4IoT's words (Common.Status, `device`):
 * `starting` is before the first answer, `offline` is fitted but silent, `noDevice` is no cable.
 */
export type DeviceState = 'starting' | 'online' | 'offline' | 'noDevice' | 'hardwareError';

/** A value that may be missing for three different reasons, which must never be confused. */
export type Unknowable<T> = T | 'unknown' | 'not-measured' | 'not-fitted';
