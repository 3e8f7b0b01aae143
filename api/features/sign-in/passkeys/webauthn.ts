/** WebAuthn's rules (https://www.w3.org/TR/webauthn-3/), loaded when first asked for: they are a quarter of what a start would read. */
export const webauthn = () => import('@simplewebauthn/server');
