/** Every view of a visit, in one file: they are prefetched while the first screen stands. */
import './screen-checking.ts';
import './screen-choosing-payment.ts';
import './screen-typing-credit.ts';
import './screen-credited.ts';
import './screen-done.ts';
import './screen-note-too-large.ts';
import './screen-paying.ts';
import './screen-paying-cash.ts';
import './screen-print-trouble.ts';
import './screen-printing.ts';
import './screen-receipt-qr.ts';
import './screen-document.ts';
import './screen-what-was-read.ts';
import './screen-trouble.ts';
import './screen-issuing.ts';
import './screen-lodging.ts';

// The pages of the steps: whatever lies there is one.
import.meta.glob(['./steps/*.ts', '!./steps/*.samples.ts'], { eager: true });
