<nowhere-to-be-found>
