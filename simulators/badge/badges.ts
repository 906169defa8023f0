import { fromHex } from '../../drivers/bytes.ts';
import { type SimulatedCard, TICKET } from '../id-reader/pn532/card.ts';
import { seededRandom } from '../random.ts';
import { DesfireBadge } from './card.ts';

/** Keys of the simulated badges: `badgeKey` is the issuer's master key, `pinKey` keys the hashes of PINs. */
export const SIMULATED_STAFF_KEYS = {
  badgeKey: '5a1d0c3e7b924f6880a1c2d3e4f50617',
  pinKey: '0d5f1c6a3b8e47299d10c4f2a7e6b35814f09c2d7a6b8e31f5c04d9287b6a1e3',
} as const;

/** Key on a copied badge. */
const STRANGE_KEY = fromHex('00112233445566778899aabbccddeeff');

interface BadgeRow {
  readonly id: string;
  readonly title: string;
  /** `null`: not registered, or no badge. */
  readonly registered: { readonly number: string; readonly pin: string; readonly uid?: string } | null;
  readonly card: () => SimulatedCard;
}

const desfire =
  (id: string, uid: string, number: string, key = fromHex(SIMULATED_STAFF_KEYS.badgeKey)) =>
  () =>
    new DesfireBadge({
      id,
      uid: fromHex(uid),
      number,
      masterKey: key,
      random: seededRandom(Number.parseInt(uid.slice(-4), 16)),
    });

const UID_CARD: SimulatedCard = { ...TICKET, id: 'uid', uid: fromHex('a3c4d501') };

/** For the badge reader. */
export const SIMULATED_BADGES = [
  {
    id: 'technician',
    title: 'Technician T-017',
    registered: { number: 'T-017', pin: '482915' },
    card: desfire('technician', '04782e21801d80', 'T-017'),
  },
  {
    id: 'cashier',
    title: 'Cashier C-204',
    registered: { number: 'C-204', pin: '736204' },
    card: desfire('cashier', '04a1b2c3d4e580', 'C-204'),
  },
  {
    id: 'unregistered',
    title: 'Badge of another centre',
    registered: null,
    card: desfire('unregistered', '045566778899aa', 'X-900'),
  },
  {
    id: 'copied',
    title: 'Copied badge',
    registered: null,
    card: desfire('copied', '04782e21801d80', 'T-017', STRANGE_KEY),
  },
  {
    id: 'uid',
    title: 'Badge without a key',
    registered: { number: 'U-042', pin: '905173', uid: 'a3c4d501' },
    card: () => UID_CARD,
  },
  { id: 'ticket', title: 'Bus ticket', registered: null, card: () => TICKET },
] as const satisfies readonly BadgeRow[];

/** As a kiosk knows them. */
export const SIMULATED_STAFF = {
  keys: { badgeKey: fromHex(SIMULATED_STAFF_KEYS.badgeKey), pinKey: fromHex(SIMULATED_STAFF_KEYS.pinKey) },
  badges: SIMULATED_BADGES.flatMap(({ registered }: BadgeRow) => (registered ? [registered] : [])),
};

/** Id of a simulated badge. */
export type SimulatedBadgeId = (typeof SIMULATED_BADGES)[number]['id'];

/** The simulated badge of this name; `undefined`: none. */
export const simulatedBadge = (id: SimulatedBadgeId): BadgeRow | undefined =>
  SIMULATED_BADGES.find((badge) => badge.id === id);
