/** The devices that hang on a wire, in the order of the dock. */
export const DEVICES = ['reader', 'terminal', 'printer', 'validator'] as const;

export type DeviceName = (typeof DEVICES)[number];
