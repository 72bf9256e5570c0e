process.stdout.write("Usage: npx einmal <command>\n");
