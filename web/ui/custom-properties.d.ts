import 'react';

declare module 'react' {
  interface CSSProperties {
    /** A skeleton's width. */
    '--w'?: string;
    /** The height of five minutes on a timeline. */
    '--row'?: string;
  }
}
