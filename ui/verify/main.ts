import './verify-page.ts';
