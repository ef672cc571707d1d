// A batch of matrices times a batch of matrices, as a script.
torch.manualSeed(0);

NDArray a = torch.randn(10, 3, 4);
NDArray b = torch.randn(10, 4, 5);
NDArray c = torch.bmm(a, b);

System.out.println(torch.size(c));
System.out.println(torch.repr(torch.select(c, 0, 0)));
