import { unsafeCSS } from 'lit';
import sheet from './tokens.css?raw';

/** For the top elements of a screen. */
export const tokens = unsafeCSS(sheet);
