/** The texts did not load, so there are no words: a sign that every language knows, and one thing to press. */
export function showStartFault(root: HTMLElement): void {
  const button = document.createElement('button');
  button.className = 'btn pri big start-fault';
  button.textContent = '↻ Quietroom';
  button.addEventListener('click', () => location.reload());
  root.replaceChildren(button);
}
