import { unsafeCSS } from 'lit';
import sheet from './tokens.css?raw';

/** The tokens, for the elements that stand at the top of a screen. */
export const tokens = unsafeCSS(sheet);
