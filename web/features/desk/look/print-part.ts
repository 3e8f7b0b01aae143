/** Prints what is marked `print-part` and nothing around it (desk.css), also from within a sheet. */
export function printPart(): void {
  print();
}
