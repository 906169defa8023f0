/** Pictures of the doors on the first page. */
export const DOOR_PICTURES = ['card', 'certificate', 'payment', 'ticket', 'calendar', 'application', 'car'] as const;

export type DoorPicture = (typeof DOOR_PICTURES)[number];
