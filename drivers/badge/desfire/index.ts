/**
 * Staff badges: DESFire EV2 and EV3 with a key for each badge, on a contactless reader.
 *
 * @packageDocumentation
 */
export type { CardEvent, CardReader, CardReaderStatus } from '../../id-reader/apdu/card-reader.ts';
export type { Badge, BadgeEvent, BadgeReader, BadgeReaderStatus, BadgeTrouble } from '../contract.ts';
export { BADGE_APPLICATION } from './application.ts';
export { badgeKeyInput, diversifiedKey } from './diversify.ts';
export { type BadgeReaderOptions, createBadgeReader } from './driver.ts';
export { type BadgeKeys, type BadgeReadTrouble, readBadge } from './read-badge.ts';
