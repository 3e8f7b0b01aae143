import 'react';

declare module 'react' {
  interface CSSProperties {
    /** A skeleton's width. */
    '--w'?: string;
    /** The height of five minutes on a timeline. */
    '--row'?: string;
    /** How many rows share a page. */
    '--rows'?: number;
    /** Where something begins and ends along a strip, 0 to 1. */
    '--from'?: number;
    '--until'?: number;
  }
}
