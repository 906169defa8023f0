import { html, type TemplateResult } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import aLargeSmall from 'lucide-static/icons/a-large-small.svg?raw';
import accessibility from 'lucide-static/icons/accessibility.svg?raw';
import annoyed from 'lucide-static/icons/annoyed.svg?raw';
import arrowBigUp from 'lucide-static/icons/arrow-big-up.svg?raw';
import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import arrowRight from 'lucide-static/icons/arrow-right.svg?raw';
import baby from 'lucide-static/icons/baby.svg?raw';
import banknote from 'lucide-static/icons/banknote.svg?raw';
import bellRing from 'lucide-static/icons/bell-ring.svg?raw';
import bookUser from 'lucide-static/icons/book-user.svg?raw';
import briefcase from 'lucide-static/icons/briefcase.svg?raw';
import calendarCheck from 'lucide-static/icons/calendar-check.svg?raw';
import car from 'lucide-static/icons/car.svg?raw';
import check from 'lucide-static/icons/check.svg?raw';
import chevronDown from 'lucide-static/icons/chevron-down.svg?raw';
import chevronUp from 'lucide-static/icons/chevron-up.svg?raw';
import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import circleCheckBig from 'lucide-static/icons/circle-check-big.svg?raw';
import clock from 'lucide-static/icons/clock.svg?raw';
import contrast from 'lucide-static/icons/contrast.svg?raw';
import creditCard from 'lucide-static/icons/credit-card.svg?raw';
import deleteKey from 'lucide-static/icons/delete.svg?raw';
import fileCheck from 'lucide-static/icons/file-check.svg?raw';
import fileText from 'lucide-static/icons/file-text.svg?raw';
import fingerprintPattern from 'lucide-static/icons/fingerprint-pattern.svg?raw';
import frown from 'lucide-static/icons/frown.svg?raw';
import globe from 'lucide-static/icons/globe.svg?raw';
import handCoins from 'lucide-static/icons/hand-coins.svg?raw';
import house from 'lucide-static/icons/house.svg?raw';
import idCard from 'lucide-static/icons/id-card.svg?raw';
import info from 'lucide-static/icons/info.svg?raw';
import landmark from 'lucide-static/icons/landmark.svg?raw';
import languages from 'lucide-static/icons/languages.svg?raw';
import laugh from 'lucide-static/icons/laugh.svg?raw';
import mapPin from 'lucide-static/icons/map-pin.svg?raw';
import meh from 'lucide-static/icons/meh.svg?raw';
import pencil from 'lucide-static/icons/pencil.svg?raw';
import phone from 'lucide-static/icons/phone.svg?raw';
import plus from 'lucide-static/icons/plus.svg?raw';
import printer from 'lucide-static/icons/printer.svg?raw';
import qrCode from 'lucide-static/icons/qr-code.svg?raw';
import receiptText from 'lucide-static/icons/receipt-text.svg?raw';
import refreshCw from 'lucide-static/icons/refresh-cw.svg?raw';
import rotateCcw from 'lucide-static/icons/rotate-ccw.svg?raw';
import search from 'lucide-static/icons/search.svg?raw';
import searchCheck from 'lucide-static/icons/search-check.svg?raw';
import shieldCheck from 'lucide-static/icons/shield-check.svg?raw';
import smile from 'lucide-static/icons/smile.svg?raw';
import stamp from 'lucide-static/icons/stamp.svg?raw';
import ticket from 'lucide-static/icons/ticket.svg?raw';
import triangleAlert from 'lucide-static/icons/triangle-alert.svg?raw';
import user from 'lucide-static/icons/user.svg?raw';
import users from 'lucide-static/icons/users.svg?raw';
import wallet from 'lucide-static/icons/wallet.svg?raw';
import wrench from 'lucide-static/icons/wrench.svg?raw';
import x from 'lucide-static/icons/x.svg?raw';
import type { ServiceIcon } from '../../device/words/icons.ts';

const FILES = {
  'a-large-small': aLargeSmall,
  accessibility,
  annoyed,
  'arrow-big-up': arrowBigUp,
  'arrow-left': arrowLeft,
  'arrow-right': arrowRight,
  baby,
  banknote,
  'bell-ring': bellRing,
  'book-user': bookUser,
  briefcase,
  'calendar-check': calendarCheck,
  car,
  check,
  'chevron-down': chevronDown,
  'chevron-up': chevronUp,
  'circle-alert': circleAlert,
  'circle-check-big': circleCheckBig,
  clock,
  contrast,
  'credit-card': creditCard,
  delete: deleteKey,
  'file-check': fileCheck,
  'file-text': fileText,
  'fingerprint-pattern': fingerprintPattern,
  frown,
  globe,
  'hand-coins': handCoins,
  house,
  'id-card': idCard,
  info,
  landmark,
  languages,
  laugh,
  'map-pin': mapPin,
  meh,
  pencil,
  phone,
  plus,
  printer,
  'qr-code': qrCode,
  'receipt-text': receiptText,
  'refresh-cw': refreshCw,
  'rotate-ccw': rotateCcw,
  search,
  'search-check': searchCheck,
  'shield-check': shieldCheck,
  smile,
  stamp,
  ticket,
  'triangle-alert': triangleAlert,
  user,
  users,
  wallet,
  wrench,
  x,
} as const satisfies Record<string, string> & Record<ServiceIcon, string>;

export type IconName = keyof typeof FILES;

/** What stands in for an icon that the catalogue names and this list does not have. */
const FALLBACK: IconName = 'file-text';

/** The shapes inside lucide's `<svg>`; its own attributes and licence comment are dropped. */
export function shapesOf(file: string): string {
  return file.slice(file.indexOf('>', file.indexOf('<svg')) + 1, file.lastIndexOf('</svg>')).trim();
}

const SHAPES = Object.fromEntries(Object.entries(FILES).map(([name, file]) => [name, shapesOf(file)])) as {
  readonly [N in IconName]: string;
};

export function isIcon(name: string): name is IconName {
  return Object.hasOwn(FILES, name);
}

/** A decoration beside words: never announced, sized by the `font-size` of where it stands. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${unsafeSVG(SHAPES[name])}</svg>`;
}

/** The icon that a service of the catalogue asks for. */
export function serviceIcon(name: string): TemplateResult {
  return icon(isIcon(name) ? name : FALLBACK);
}
