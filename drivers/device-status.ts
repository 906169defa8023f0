/**
 * In XFS4IoT's terms (Common.Status, `device`). `starting`: before the first answer. `offline`: silent. `noDevice`: its link does not open.
 */
export type DeviceState = 'starting' | 'online' | 'offline' | 'noDevice' | 'hardwareError';

/** A value, or why it is missing. The three reasons must not be confused. */
export type Unknowable<T> = T | 'unknown' | 'not-measured' | 'not-fitted';
