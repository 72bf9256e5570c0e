export default function Home() {
  return <h1>Einmal</h1>;
}
