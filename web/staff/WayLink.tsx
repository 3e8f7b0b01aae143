import { Link } from 'wouter';
import type { StaffWay } from './staff-ways.tsx';

/** One of the ways on, at the foot of a phone and at the head of a desk. */
export function WayLink({ to, icon, word, isHere }: StaffWay & { isHere: boolean }) {
  return (
    <Link href={to} aria-current={isHere ? 'page' : undefined}>
      {icon}
      <span>{word()}</span>
    </Link>
  );
}
