import { create } from 'qrcode';
import { useMemo } from 'react';

const QUIET_ZONE = 4;

/** A QR code on white in every theme. */
export function KeyPicture({ uri, label }: { uri: string; label: string }) {
  const { path, size } = useMemo(() => drawn(uri), [uri]);
  const box = size + 2 * QUIET_ZONE;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`-${QUIET_ZONE} -${QUIET_ZONE} ${box} ${box}`}
      shapeRendering="crispEdges"
      style={{ inlineSize: '13rem', maxInlineSize: '100%', background: '#fff', display: 'block' }}
    >
      <path d={path} fill="#14202b" />
    </svg>
  );
}

function drawn(uri: string): { path: string; size: number } {
  const { modules } = create(uri, { errorCorrectionLevel: 'L' });
  let path = '';
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column)) path += `M${column} ${row}h1v1h-1z`;
    }
  }
  return { path, size: modules.size };
}
