import { unsafeCSS } from 'lit';
import sheet from './tokens.css?raw';

export const tokens = unsafeCSS(sheet);
