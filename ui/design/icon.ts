import { html, type TemplateResult } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import * as lucide from 'lucide-static';
import type { ServiceIcon } from '../../device/words/icons.ts';

const FILES = {
  'a-large-small': lucide.ALargeSmall,
  accessibility: lucide.Accessibility,
  annoyed: lucide.Annoyed,
  'arrow-big-up': lucide.ArrowBigUp,
  'arrow-down-to-line': lucide.ArrowDownToLine,
  'arrow-left': lucide.ArrowLeft,
  'arrow-right': lucide.ArrowRight,
  baby: lucide.Baby,
  banknote: lucide.Banknote,
  'bell-ring': lucide.BellRing,
  'book-open-text': lucide.BookOpenText,
  'book-user': lucide.BookUser,
  briefcase: lucide.Briefcase,
  'calendar-check': lucide.CalendarCheck,
  car: lucide.Car,
  'card-sim': lucide.CardSim,
  check: lucide.Check,
  'chevron-down': lucide.ChevronDown,
  'chevron-up': lucide.ChevronUp,
  'circle-alert': lucide.CircleAlert,
  'circle-check-big': lucide.CircleCheckBig,
  clock: lucide.Clock,
  contrast: lucide.Contrast,
  'credit-card': lucide.CreditCard,
  delete: lucide.Delete,
  droplets: lucide.Droplets,
  eye: lucide.Eye,
  'eye-off': lucide.EyeOff,
  'file-check': lucide.FileCheck,
  'file-text': lucide.FileText,
  'fingerprint-pattern': lucide.FingerprintPattern,
  flame: lucide.Flame,
  frown: lucide.Frown,
  gavel: lucide.Gavel,
  globe: lucide.Globe,
  hand: lucide.Hand,
  'hand-coins': lucide.HandCoins,
  headphones: lucide.Headphones,
  'heart-pulse': lucide.HeartPulse,
  house: lucide.House,
  'id-card': lucide.IdCard,
  info: lucide.Info,
  landmark: lucide.Landmark,
  languages: lucide.Languages,
  laugh: lucide.Laugh,
  mail: lucide.Mail,
  'map-pin': lucide.MapPin,
  meh: lucide.Meh,
  pencil: lucide.Pencil,
  phone: lucide.Phone,
  plus: lucide.Plus,
  printer: lucide.Printer,
  'qr-code': lucide.QrCode,
  'receipt-text': lucide.ReceiptText,
  'refresh-cw': lucide.RefreshCw,
  'rotate-ccw': lucide.RotateCcw,
  'scroll-text': lucide.ScrollText,
  search: lucide.Search,
  'search-check': lucide.SearchCheck,
  'shield-check': lucide.ShieldCheck,
  smartphone: lucide.Smartphone,
  smile: lucide.Smile,
  'square-user': lucide.SquareUser,
  stamp: lucide.Stamp,
  'sun-moon': lucide.SunMoon,
  ticket: lucide.Ticket,
  timer: lucide.Timer,
  'triangle-alert': lucide.TriangleAlert,
  user: lucide.User,
  users: lucide.Users,
  volume: lucide.Volume,
  'volume-1': lucide.Volume1,
  'volume-2': lucide.Volume2,
  'volume-x': lucide.VolumeX,
  wallet: lucide.Wallet,
  wrench: lucide.Wrench,
  x: lucide.X,
  zap: lucide.Zap,
} as const satisfies Record<string, string> & Record<ServiceIcon, string>;

export type IconName = keyof typeof FILES;

const FALLBACK: IconName = 'file-text';

/** The shapes inside lucide's `<svg>`, without its attributes and licence comment. */
export function shapesInSvg(svg: string): string {
  return svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>')).trim();
}

const SHAPES = Object.fromEntries(Object.entries(FILES).map(([name, file]) => [name, shapesInSvg(file)])) as {
  readonly [N in IconName]: string;
};

export function isIcon(name: string): name is IconName {
  return Object.hasOwn(FILES, name);
}

/** An icon as decoration beside text: screen readers skip it, and the `font-size` sets its size. */
export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${unsafeSVG(SHAPES[name])}</svg>`;
}

export function serviceIcon(name: string): TemplateResult {
  return icon(isIcon(name) ? name : FALLBACK);
}
