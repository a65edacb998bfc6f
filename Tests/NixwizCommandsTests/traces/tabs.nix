{
	name = 1;
	value = { nam = 2; }.name;
}
